"""The back-office pages that show figures: my region, its sections, sending the year, receipts."""
