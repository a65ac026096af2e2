package com.dartwing.tel.hub.resource;

import com.dartwing.tel.error.TelException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The types of records that exist: one file each. */
@Component
class RecordTypes {

    private final Map<String, RecordType> types = new HashMap<>();

    RecordTypes() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:records/*.yaml")) {
            RecordType type = yaml.readValue(file.getInputStream(), RecordType.class);
            types.put(type.label(), type);
        }
    }

    Collection<RecordType> all() {
        return types.values();
    }

    /** @throws TelException.NotFound when there is no type of this name */
    RecordType named(String label) {
        RecordType type = types.get(label);
        if (type == null) {
            throw new TelException.NotFound("There is no record type of this name");
        }
        return type;
    }
}
