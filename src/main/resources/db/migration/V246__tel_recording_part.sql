-- Sealed one by one, so that any stretch of a recording is had without opening all of it.
CREATE TABLE tel_recording_part (
  name     VARCHAR(32) NOT NULL,
  place    INT         NOT NULL,
  content  LONGBLOB    NOT NULL,
  PRIMARY KEY (name, place)
) ${tableOptions};
