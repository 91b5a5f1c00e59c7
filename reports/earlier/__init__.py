"""Earlier years in: values that were reported as numbers, by form and by one sheet.

checks says what does not agree in reports of the past; keeping writes it beside the values;
sheet declares the sheet and whose it is to the engine of registry.sheets.
"""
