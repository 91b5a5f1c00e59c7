"""The migrations of the releases, and one more that a later version may bring."""

from pkgutil import iter_modules

from reports import migrations

LAST = max(module.name for module in iter_modules(migrations.__path__))
__path__ = [*migrations.__path__, *__path__]
