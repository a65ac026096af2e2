CREATE TABLE tel_fax_document (
  fax         VARCHAR(32)  NOT NULL,
  part        INT          NOT NULL,
  content     LONGBLOB     NOT NULL,
  created_at  DATETIME(6)  NOT NULL,
  PRIMARY KEY (fax, part)
) ${tableOptions};
