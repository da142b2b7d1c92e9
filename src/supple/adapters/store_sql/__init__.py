"""The store in SQL, for SQLite and PostgreSQL alike: SQLAlchemy Core and Alembic.

`schema` has the tables, `migrating` brings a database to them, `engines` opens one,
`sqlite_files` keeps SQLite's files private and copied, `sentences` turns drivers' errors into
ours, `deriving` is the projection in SQL, `store` is the port. Only `open_store` is for others.
"""

from supple.adapters.store_sql.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
