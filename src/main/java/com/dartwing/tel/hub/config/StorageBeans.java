package com.dartwing.tel.hub.config;

import com.dartwing.tel.hub.db.LosableDatabase;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.jpa.TransactionStrategy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** What differs between the two databases, all of it. */
@Configuration(proxyBeanMethods = false)
public class StorageBeans {

    private static final String IN_MEMORY = "jdbc:h2:mem:simulators;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;"
            + "CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC;DB_CLOSE_DELAY=-1";
    private static final String MARIADB = "jdbc:mariadb:";
    private static final String IN_UTC = "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";

    /** The one placeholder of the migrations: identifiers compare as bytes, rows can be locked. */
    @Bean
    FlywayConfigurationCustomizer tableOptions(@Value("${spring.datasource.url}") String url) {
        String options = url.startsWith(MARIADB) ? "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : "";
        return flyway -> {
            flyway.placeholders(Map.of("tableOptions", options));
            // A migration may take as long as it takes.
            if (url.startsWith(MARIADB)) {
                HikariDataSource pool = DataSourceUnwrapper.unwrap(
                        flyway.getDataSource(), HikariConfigMXBean.class, HikariDataSource.class);
                flyway.dataSource(
                        url + (url.contains("?") ? "&" : "?") + IN_UTC, pool.getUsername(), pool.getPassword());
            }
        };
    }

    /** Polling consumers claim rows in the hub's own transactions, so that work can be handed on after the commit. */
    @Bean
    TransactionStrategy claimTransactions(TransactionTemplate transaction) {
        return work -> transaction.executeWithoutResult(status -> work.run());
    }

    /**
     * MariaDB speaks UTC with us, and takes groups of rows in bulk, which more than doubles the writer's speed. One that
     * does not answer is left, so that whoever waits hears of it; what it was doing then is in doubt. A process that only plays the carriers keeps nothing, and leaves the hub's database alone.
     */
    @Bean
    static BeanPostProcessor connections(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && HubProperties.ONLY_SIMULATORS.equals(environment.getProperty("tel.roles"))) {
                    pool.setJdbcUrl(IN_MEMORY);
                } else if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && pool.getJdbcUrl().startsWith(MARIADB)) {
                    pool.addDataSourceProperty("connectionTimeZone", "UTC");
                    pool.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
                    pool.addDataSourceProperty("useBulkStmts", "true");
                    Duration patience = environment.getProperty(
                            "tel.storage.answers-within", Duration.class, Duration.ofSeconds(15));
                    pool.addDataSourceProperty("socketTimeout", String.valueOf(patience.toMillis()));
                    pool.addDataSourceProperty("connectTimeout", String.valueOf(pool.getConnectionTimeout()));
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new LosableDatabase(pool) : bean;
            }
        };
    }
}
