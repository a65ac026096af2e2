-- What was told before there was a relay is not told again; what a consumer still waits for is.
UPDATE tel_event SET relayed_at = NULL WHERE state = 'Pending';
