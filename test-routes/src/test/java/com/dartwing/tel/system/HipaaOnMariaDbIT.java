package com.dartwing.tel.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Messages with health data on the database of production. */
class HipaaOnMariaDbIT extends HipaaScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }

    /** Looks into every column of text. */
    @Override
    boolean isKept(String text) {
        try (Connection connection = sandbox().database().connect();
                Statement columns = connection.createStatement();
                ResultSet all = columns.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND data_type IN ('varchar', 'char', 'text')")) {
            while (all.next()) {
                String query = "SELECT 1 FROM `" + all.getString(1) + "` WHERE `" + all.getString(2) + "` LIKE ?";
                try (var search = connection.prepareStatement(query)) {
                    search.setString(1, "%" + text + "%");
                    if (search.executeQuery().next()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
