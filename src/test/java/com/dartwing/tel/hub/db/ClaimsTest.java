package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Tables;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** What polling routes claim is claimed by one node, however close to another's its look is. */
class ClaimsTest {

    private final Tables tables = new Tables("claims");
    private EntityManagerFactory entities;

    @BeforeEach
    void open() {
        tables.jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, next_attempt_at, organization, api_key, event_sequence)
                VALUES ('SMS-2026-000001', 'Outbound', 'Queued', '+14155550100', '+14155550101', 'Hello', 'GSM-7', 1, 5,
                  '2026-03-10 12:00:00', '2026-03-10 12:00:00', '2026-03-10 12:00:00', 'Acme', 'KEY-1', 1)
                """);
        tables.jdbc.update(
                """
                INSERT INTO tel_media
                  (name, message, place, carrier, source_url, next_attempt_at, created_at, modified_at)
                VALUES ('SMS-2026-000001-1', 'SMS-2026-000001', 1, 'acme', 'https://acme.example/1',
                  '2026-03-10 12:00:00', '2026-03-10 12:00:00', '2026-03-10 12:00:00')
                """);
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(tables.jdbc.getDataSource());
        factory.setPackagesToScan("com.dartwing.tel.hub");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.afterPropertiesSet();
        entities = factory.getObject();
    }

    @AfterEach
    void close() {
        entities.close();
        tables.close();
    }

    @ParameterizedTest
    @CsvSource({"dueSms", "dueMedia"})
    void what_one_node_is_claiming_no_other_finds(String query) {
        try (EntityManager one = entities.createEntityManager();
                EntityManager other = entities.createEntityManager()) {
            one.getTransaction().begin();
            other.getTransaction().begin();

            List<?> first = found(one, query);
            List<?> second = found(other, query);

            assertThat(first).hasSize(1);
            assertThat(second).isEmpty();
            one.getTransaction().rollback();
            assertThat(found(other, query)).hasSize(1);
            other.getTransaction().rollback();
        }
    }

    private static List<?> found(EntityManager node, String query) {
        return node.createNamedQuery(query).getResultList();
    }
}
