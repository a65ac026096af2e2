package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.Cdr;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whose a record is, in the columns that messages, calls and faxes have alike. */
final class OwnerColumns {

    private OwnerColumns() {}

    static Cdr.Owner owner(ResultSet row) throws SQLException {
        return new Cdr.Owner(
                row.getString("api_key"),
                row.getString("module"),
                row.getString("organization"),
                row.getString("cost_center"));
    }
}
