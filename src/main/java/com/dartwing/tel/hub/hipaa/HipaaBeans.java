package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.compliance.BusinessAssociates;
import com.dartwing.tel.compliance.HealthPatterns;
import com.dartwing.tel.compliance.HipaaRule;
import com.dartwing.tel.hub.routes.RouteFiles;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;

/** What the domain says of health data, put together with this application's tables and files. */
@Configuration(proxyBeanMethods = false)
class HipaaBeans {

    /** First of all rules: nothing else is asked of a message that may not hold what it holds. */
    @Bean
    @Order(0)
    HipaaRule hipaaRule(BusinessAssociates associates, Clock clock) {
        return new HipaaRule(associates, clock);
    }

    @Bean
    HealthPatterns healthPatterns() throws IOException {
        Map<String, String> patterns = new LinkedHashMap<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(RouteFiles.text(new ClassPathResource("compliance/health-patterns.yaml")))
                .properties()
                .forEach(entry -> patterns.put(entry.getKey(), entry.getValue().asText()));
        return HealthPatterns.of(patterns);
    }
}
