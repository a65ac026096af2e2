-- MariaDB keeps messages in a partition for each month too, so their time is part of their key. H2 takes it for a comment.
/*!50100 ALTER TABLE tel_sms_message DROP PRIMARY KEY, ADD PRIMARY KEY (name, created_at)
PARTITION BY RANGE COLUMNS (created_at) (PARTITION p_future VALUES LESS THAN (MAXVALUE)) */;
