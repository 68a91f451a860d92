-- Of a year of two digits: nobody is born after today.
UPDATE staging.import_students SET birth_date = birth_date - interval '100 years'
WHERE birth_date > %(today)s
