SELECT count(*) FROM staging.import_withdrawn WHERE date <= %(today)s
