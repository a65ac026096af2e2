CREATE TABLE tel_media_content (
  name     VARCHAR(40) NOT NULL PRIMARY KEY,
  content  LONGBLOB    NOT NULL
) ${tableOptions};
