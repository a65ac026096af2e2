package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.LossyDatabase;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.media.DueMedium;
import com.dartwing.tel.hub.media.InboundMedia;
import com.dartwing.tel.sms.OutboundSms;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The answer to a claim's commit is lost: what the table says that this node has in hand does not stay there. */
class LostClaimTest {

    private static final String SMS = "SMS-2026-000001";
    private static final String MEDIUM = SMS + "-1";

    private final Tables tables = new Tables("lost-claim-" + System.nanoTime());
    private final LossyDatabase database = new LossyDatabase(tables.jdbc.getDataSource());
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final SmsRows rows = mock();
    private final SettleSms settle = mock();
    private EntityManagerFactory entities;
    private TransactionTemplate transaction;
    private Node node;
    private ClaimSms claims;
    private InboundMedia media;

    @BeforeEach
    void open() {
        tables.jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, next_attempt_at, organization, api_key, event_sequence)
                VALUES (?, 'Outbound', 'Queued', '+14155550100', '+14155550101', 'Hello', 'GSM-7', 1, 5,
                  '2026-03-10 12:00:00', '2026-03-10 12:00:00', '2026-03-10 12:00:00', 'Acme', 'KEY-1', 1)
                """,
                SMS);
        tables.jdbc.update(
                """
                INSERT INTO tel_media
                  (name, message, place, carrier, source_url, next_attempt_at, created_at, modified_at)
                VALUES (?, ?, 1, 'acme', 'https://acme.example/1',
                  '2026-03-10 12:00:00', '2026-03-10 12:00:00', '2026-03-10 12:00:00')
                """,
                MEDIUM,
                SMS);
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database);
        factory.setPackagesToScan("com.dartwing.tel.hub");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.afterPropertiesSet();
        entities = factory.getObject();
        JpaTransactionManager transactions = new JpaTransactionManager(entities);
        transactions.setDataSource(database);
        transaction = new TransactionTemplate(transactions);
        Clock clock = Clock.systemUTC();
        node = new Node(jdbc, clock);
        AfterCommit afterCommit = mock();
        claims = new ClaimSms(jdbc, rows, settle, node, afterCommit, transaction, clock);
        media = new InboundMedia(jdbc, null, null, null, null, node, afterCommit, transaction, clock);
    }

    @AfterEach
    void close() {
        entities.close();
        tables.close();
    }

    @Test
    void a_message_claimed_unknown_to_us_is_given_back_when_the_database_is_here_again() {
        database.dieAfterNextCommit();
        assertThatThrownBy(this::claim).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(claims::takeOver).isInstanceOf(RuntimeException.class);
        database.comeBack();
        assertThat(owner()).isEqualTo(node.name());

        claims.takeOver();

        assertThat(owner()).isNull();
    }

    @Test
    void a_message_that_was_not_claimed_and_then_was_stays_in_hand() {
        database.dieBeforeNextCommit();
        assertThatThrownBy(this::claim).isInstanceOf(RuntimeException.class);
        database.comeBack();
        assertThat(owner()).isNull();

        claim();
        claims.takeOver();

        assertThat(owner()).isEqualTo(node.name());
    }

    @Test
    void nobody_waits_for_a_commit_that_is_still_under_way() throws Exception {
        try (Connection undecided = tables.jdbc.getDataSource().getConnection()) {
            undecided.setAutoCommit(false);
            undecided
                    .createStatement()
                    .executeUpdate("UPDATE tel_sms_message SET owner = '" + node.name() + "', next_attempt_at = NULL");
            claims.giveBackLater(List.of(SMS));

            claims.takeOver();

            undecided.commit();
        }
        assertThat(owner()).isEqualTo(node.name());
        claims.takeOver();
        assertThat(owner()).isNull();
    }

    @Test
    void what_a_dead_node_had_in_hand_is_settled_later_when_the_database_is_lost_meanwhile() {
        jdbc.update("UPDATE tel_sms_message SET owner = 'node-dead'");
        OutboundSms sms = mock(org.mockito.Answers.RETURNS_DEEP_STUBS);
        when(sms.policy().validUntil()).thenReturn(Instant.now().plusSeconds(60));
        when(rows.find(SMS)).thenReturn(Optional.of(sms));
        doThrow(new DataAccessResourceFailureException("gone")).when(settle).settle(any(), any(), any());
        assertThatThrownBy(claims::takeOver).isInstanceOf(DataAccessResourceFailureException.class);
        reset(settle);

        claims.takeOver();

        verify(settle).settle(any(), any(), any());
    }

    @Test
    void a_medium_claimed_unknown_to_us_is_given_back_when_the_database_is_here_again() {
        database.dieAfterNextCommit();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> found("dueMedia", DueMedium.class).forEach(media::claim)))
                .isInstanceOf(RuntimeException.class);
        database.comeBack();

        media.takeOver();

        assertThat(jdbc.queryForObject("SELECT owner FROM tel_media", String.class))
                .isNull();
    }

    private void claim() {
        transaction.executeWithoutResult(status -> found("dueSms", DueSms.class).forEach(claims::claim));
    }

    private <T> List<T> found(String query, Class<T> type) {
        EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(entities);
        return current.createNamedQuery(query, type).getResultList();
    }

    private String owner() {
        return tables.jdbc.queryForObject("SELECT owner FROM tel_sms_message", String.class);
    }
}
