SELECT EXISTS (SELECT FROM staging.import_touched)
