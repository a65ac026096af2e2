package com.dartwing.tel.hub.gdpr;

import com.dartwing.tel.hub.routes.RouteFiles;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Where the hub keeps what about a person, as {@code compliance/personal-data.yaml} says. */
@Component
class PersonalData {

    /**
     * A table that holds numbers.
     *
     * @param key what tells its rows apart, as SQL; {@code name} where it is not given
     * @param numbers the columns that may hold the person's number
     * @param kept whether erasing leaves it as it is
     * @param erase what erasing sets columns to; a null empties one
     */
    record Table(
            String name,
            String table,
            String key,
            List<String> numbers,
            boolean kept,
            Map<String, String> erase,
            List<Part> parts) {

        Table {
            key = key == null ? "name" : key;
            numbers = List.copyOf(numbers);
            erase = copy(erase);
            parts = parts == null ? List.of() : List.copyOf(parts);
        }

        /** The condition for a row to be the person's; one parameter for each of the columns. */
        String condition() {
            return "(" + String.join(" = ? OR ", numbers) + " = ?)";
        }
    }

    /**
     * Rows that belong to a table's rows, by the column {@code link}.
     *
     * @param sealed the columns that are, each with the column whose value and a point go before its name in the place
     *     that it is sealed for
     * @param health the same of columns that are sealed only when what they belong to holds health data
     */
    record Part(
            String name,
            String table,
            String link,
            Map<String, String> sealed,
            Map<String, String> health,
            Map<String, String> erase) {

        Part {
            sealed = copy(sealed);
            health = copy(health);
            erase = copy(erase);
        }
    }

    private final List<Table> tables;

    PersonalData() throws IOException {
        tables = new ObjectMapper(new YAMLFactory())
                .readValue(
                        RouteFiles.text(new ClassPathResource("compliance/personal-data.yaml")),
                        new TypeReference<List<Table>>() {});
    }

    List<Table> tables() {
        return tables;
    }

    /** Map.copyOf takes no nulls. */
    private static Map<String, String> copy(Map<String, String> erase) {
        return erase == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(erase));
    }
}
