package com.dartwing.tel.hub.limits;

import com.dartwing.tel.limits.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the limits where the settings say. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisProperties.class)
class LimitBeans {

    @Bean
    LimitStores limitStores(RedisProperties properties, JdbcTemplate jdbc, Clock clock, MeterRegistry registry) {
        return new LimitStores(properties, jdbc, clock, registry);
    }

    @Bean
    RateLimits rateLimits(LimitStores stores) {
        return stores.limits();
    }
}
