package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.voice.recording.RecordingUrls;
import com.dartwing.tel.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Fields that are sealed in some records: nothing is shown of them there, unless they are opened for who may see them. */
@Component
class SealedFields {

    private final HealthData health;
    private final RecordingUrls sounds;
    private final Carriers carriers;

    SealedFields(HealthData health, RecordingUrls sounds, Carriers carriers) {
        this.health = health;
        this.sounds = sounds;
        this.carriers = carriers;
    }

    /** A field of a row; null when it is sealed. */
    Object shown(Field field, ResultSet row) throws SQLException {
        return isSealed(field, row) ? null : field.type().toJson(field, row, carriers);
    }

    /** A field of a row, whether it is sealed or not. */
    Object opened(Field field, ResultSet row) throws SQLException {
        if (!isSealed(field, row)) {
            return field.type().toJson(field, row, carriers);
        }
        if (field.type() == FieldType.SoundUrl) {
            String recording = row.getString(field.column());
            return recording == null ? null : sounds.of(recording);
        }
        String text = health.open(row, field.column());
        return field.type() == FieldType.Data ? text : Json.read(text);
    }

    private static boolean isSealed(Field field, ResultSet row) throws SQLException {
        return field.sealedBy() != null && row.getBoolean(field.sealedBy());
    }

    /** The names of what is open in a record and sealed where it is kept. */
    static List<String> of(RecordType type, Map<String, Object> record) {
        return type.shown().stream()
                .filter(field -> field.sealedBy() != null
                        && Boolean.TRUE.equals(record.get(field.sealedBy()))
                        && record.get(field.name()) != null)
                .map(Field::name)
                .toList();
    }

    /** The columns to read for these fields: their own, and those that say whether they are sealed. */
    static List<String> columns(List<Field> fields) {
        List<String> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(field.column());
            if (field.sealedBy() != null) {
                columns.add(field.sealedBy());
            }
        }
        return columns.stream().distinct().toList();
    }
}
