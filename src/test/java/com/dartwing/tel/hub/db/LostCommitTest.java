package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.LossyDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The answer to a commit is lost under the transactions that the hub really has, which are JPA's. */
class LostCommitTest {

    private LossyDatabase database;
    private JdbcTemplate jdbc;
    private LocalContainerEntityManagerFactoryBean factory;
    private GroupCommit<String, String> writer;

    @BeforeEach
    void openDatabase() {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:lost-commit-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        database = new LossyDatabase(memory);
        jdbc = new JdbcTemplate(database);
        jdbc.execute("CREATE TABLE item (name VARCHAR(20) PRIMARY KEY)");
        factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setPackagesToScan("none");
        factory.afterPropertiesSet();
        JpaTransactionManager transactions = new JpaTransactionManager(factory.getObject());
        transactions.setDataSource(database);
        writer = new GroupCommit<>("test", new TransactionTemplate(transactions), this::insert, this::readBack);
    }

    @AfterEach
    void close() {
        writer.close();
        factory.destroy();
    }

    private List<String> insert(List<String> group) {
        group.forEach(name -> jdbc.update("INSERT INTO item (name) VALUES (?)", name));
        return group;
    }

    private Map<String, String> readBack(List<String> group) {
        return jdbc.queryForList("SELECT name FROM item", String.class).stream()
                .filter(group::contains)
                .collect(Collectors.toMap(Function.identity(), name -> name + " read back"));
    }

    @Test
    void what_was_committed_although_the_answer_was_lost_is_read_back() {
        database.loseNextAnswer();

        assertThat(writer.submit("a").join()).isEqualTo("a read back");
        assertThat(writer.submit("b").join()).isEqualTo("b");
    }
}
