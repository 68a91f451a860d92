-- Who was marked at a session of a group, or written about, and was not in it on the day.
SELECT s.id, x.student_id FROM plans_groupsession s
JOIN (SELECT session_id, student_id FROM plans_presence
      UNION SELECT session_id, student_id FROM plans_wordsapart) x ON x.session_id = s.id
WHERE NOT EXISTS (
  SELECT FROM plans_groupmember m
  WHERE m.group_id = s.group_id AND m.student_id = x.student_id
    AND m.joined_on <= s."on" AND (m.left_on IS NULL OR m.left_on >= s."on"))
