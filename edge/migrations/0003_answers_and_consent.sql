-- What a topic's own fields asked, and what the requester agreed to.

-- JSON of questions and answers in the words of the time: fields change and go with site.toml, and
-- what was asked must stay readable. Shown as a whole, never queried.
ALTER TABLE tickets ADD COLUMN answers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(answers));

-- JSON of the text and its version; null where the site asked for no consent. The text itself is
-- kept, because a version alone could not be read any more once site.toml has another text.
ALTER TABLE tickets ADD COLUMN consent TEXT CHECK (consent IS NULL OR json_valid(consent));
