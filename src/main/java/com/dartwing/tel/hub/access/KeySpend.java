package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.limits.SpendLedger;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.voice.CallStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What keys with a spend limit have spent, by UTC's days: added to {@code tel_key_spend} in the transaction that settles a
 * message, so that no restart forgets it, and read every few seconds, so that nodes know of each other's. A day's first
 * row is summed up from the messages themselves: a limit that is set at noon counts the morning too. Calls that are up and
 * faxes with a carrier count with what they have run up so far, as of the last reading. Keys without a limit cost nothing
 * here.
 */
@Component("keySpend")
public class KeySpend {

    private static final Logger LOG = LoggerFactory.getLogger(KeySpend.class);

    /** A message is sent at most this long after it was created, but for those scheduled far ahead. */
    private static final int DAYS_ON_THE_WAY = 4;

    /** Each begun minute of calls that are up, and the pages of faxes that a carrier has. */
    private static final String UNDER_WAY =
            """
            SELECT api_key, SUM(amount) AS amount FROM (
              SELECT api_key, rate_amount * (FLOOR(TIMESTAMPDIFF(SECOND, COALESCE(answered_at, modified_at),
                CAST(? AS DATETIME)) / 60.0) + 1) AS amount
              FROM tel_call WHERE status IN %s AND rate_amount IS NOT NULL
              UNION ALL
              SELECT api_key, cost_per_page * page_count FROM tel_fax WHERE watch_at >= ? AND cost_per_page IS NOT NULL
            ) under_way WHERE api_key IS NOT NULL GROUP BY api_key
            """
                    .formatted(Sql.words(CallStatus.wordsOfActive()));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KeyTable keys;
    private final String currency;
    private final Clock clock;
    private final SpendLedger ledger = new SpendLedger();

    public KeySpend(
            JdbcTemplate jdbc, TransactionTemplate transaction, KeyTable keys, HubProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.currency = properties.routing().currency();
        this.clock = clock;
    }

    /** What a key has spent, in the hub's currency. */
    public SpendLedger.Spent spent(String key) {
        return known(key).spent(key);
    }

    public String currency() {
        return currency;
    }

    /** @throws TelException.InsufficientBalance when a key has nothing left to spend */
    public void require(String apiKey) {
        SpendLimit limit = limit(apiKey);
        if (!limit.isNone() && known(apiKey).isUsedUp(apiKey, limit)) {
            throw new TelException.InsufficientBalance("The spend limit of this key is used up");
        }
    }

    /** @throws TelException.InsufficientBalance when what is left does not cover a message by its first carrier */
    public void take(OutboundSms sms, List<RouteOption> options) {
        SpendLimit limit = limit(sms.owner().apiKey());
        if (limit.isNone()) {
            return;
        }
        BigDecimal cost = options.stream()
                .filter(RouteOption::eligible)
                .map(RouteOption::cost)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        if (!known(sms.owner().apiKey()).take(sms.owner().apiKey(), limit, sms.id(), cost)) {
            throw new TelException.InsufficientBalance(
                    "What is left of this key's spend limit does not cover " + cost.toPlainString() + " " + currency);
        }
    }

    /** The ledger, once it was read for a key: after a start, and when a limit was set a moment ago, it is read now. */
    private SpendLedger known(String key) {
        if (!ledger.knows(key)) {
            refresh();
        }
        return ledger;
    }

    /** A message's walk is over, and what came of it is committed. */
    public void settled(SmsOutcome outcome) {
        release(outcome.message(), cost(outcome));
    }

    /** A message was given back untried. */
    public void release(OutboundSms sms) {
        release(sms, null);
    }

    private void release(OutboundSms sms, BigDecimal cost) {
        if (!limit(sms.owner().apiKey()).isNone()) {
            ledger.settle(sms.id(), cost);
        }
    }

    /** Counts what was sent, in the transaction that says so. */
    public void count(List<SmsOutcome> outcomes, Instant now) {
        // In one order on every node, so that two of them never wait for each other.
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        for (SmsOutcome outcome : outcomes) {
            String key = outcome.message().owner().apiKey();
            BigDecimal cost = cost(outcome);
            if (cost != null && isLimited(key)) {
                sums.merge(key, cost, BigDecimal::add);
            }
        }
        add(sums, now);
    }

    /** Whether it matters what a key spends; for one without a limit nothing is counted. */
    public boolean isLimited(String apiKey) {
        return !limit(apiKey).isNone();
    }

    /** Counts what limited keys have spent, in the transaction that says so; in the order of the map. */
    public void add(SortedMap<String, BigDecimal> sums, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        sums.forEach((key, sum) -> {
            if (!add(key, today, sum) && !open(key, today)) {
                add(key, today, sum);
            }
        });
    }

    private boolean add(String key, LocalDate day, BigDecimal sum) {
        return jdbc.update(
                        "UPDATE tel_key_spend SET amount = amount + ? WHERE api_key = ? AND spent_on = ? AND currency"
                                + " = ?",
                        sum,
                        key,
                        day,
                        currency)
                == 1;
    }

    /** Opens a day with what the messages say; false when another node did meanwhile. */
    private boolean open(String key, LocalDate day) {
        LocalDateTime from = day.atStartOfDay();
        return jdbc.update(
                        "INSERT IGNORE INTO tel_key_spend (api_key, spent_on, currency, amount) SELECT ?, ?, ?,"
                                + " (SELECT COALESCE(SUM(cost_amount), 0) FROM tel_sms_message WHERE api_key = ? AND"
                                + " created_at >= ? AND sent_at >= ? AND sent_at < ? AND cost_currency = ?)"
                                + " + (SELECT COALESCE(SUM(cost_amount), 0) FROM tel_call WHERE api_key = ? AND"
                                + " initiated_at >= ? AND ended_at >= ? AND ended_at < ? AND cost_currency = ?)"
                                + " + (SELECT COALESCE(SUM(cost_amount), 0) FROM tel_fax WHERE api_key = ? AND"
                                + " created_at >= ? AND completed_at >= ? AND completed_at < ? AND cost_currency = ?)",
                        key,
                        day,
                        currency,
                        key,
                        from.minusDays(DAYS_ON_THE_WAY),
                        from,
                        from.plusDays(1),
                        currency,
                        key,
                        from.minusDays(1),
                        from,
                        from.plusDays(1),
                        currency,
                        key,
                        from.minusDays(DAYS_ON_THE_WAY),
                        from,
                        from.plusDays(1),
                        currency)
                == 1;
    }

    /** Reads what all nodes have settled. */
    public synchronized void refresh() {
        try {
            read();
        } catch (DataAccessException e) {
            // What is known still counts, and this node's own on top of it.
            LOG.warn("What keys have spent could not be read: {}", e.getMessage());
        }
    }

    private void read() {
        List<String> limited = keys.all().stream()
                .filter(key -> !key.spend().isNone())
                .map(ApiKey::name)
                .toList();
        long number = ledger.beginReading();
        if (limited.isEmpty()) {
            ledger.read(number, Map.of());
            return;
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<String, Map<LocalDate, BigDecimal>> days = days(today);
        if (openMissing(limited, days, today)) {
            days = days(today);
        }
        Map<String, BigDecimal> running = underWay(now);
        Map<String, SpendLedger.Spent> found = new HashMap<>();
        for (String key : limited) {
            Map<LocalDate, BigDecimal> own = days.getOrDefault(key, Map.of());
            BigDecimal more = running.getOrDefault(key, BigDecimal.ZERO);
            found.put(
                    key,
                    new SpendLedger.Spent(
                            own.getOrDefault(today, BigDecimal.ZERO).add(more),
                            own.values().stream().reduce(more, BigDecimal::add)));
        }
        ledger.read(number, found);
    }

    private Map<String, BigDecimal> underWay(Instant now) {
        Map<String, BigDecimal> sums = new HashMap<>();
        jdbc.query(
                UNDER_WAY,
                row -> {
                    sums.put(row.getString("api_key"), row.getBigDecimal("amount"));
                },
                Sql.utc(now),
                Sql.utc(now.minus(Duration.ofDays(DAYS_ON_THE_WAY))));
        return sums;
    }

    private boolean openMissing(List<String> limited, Map<String, Map<LocalDate, BigDecimal>> days, LocalDate today) {
        boolean opened = false;
        List<LocalDate> month =
                today.withDayOfMonth(1).datesUntil(today.plusDays(1)).toList();
        for (String key : limited) {
            for (LocalDate day : month) {
                if (!days.getOrDefault(key, Map.of()).containsKey(day)) {
                    transaction.executeWithoutResult(status -> open(key, day));
                    opened = true;
                }
            }
        }
        return opened;
    }

    private Map<String, Map<LocalDate, BigDecimal>> days(LocalDate today) {
        Map<String, Map<LocalDate, BigDecimal>> days = new HashMap<>();
        jdbc.query(
                "SELECT api_key, spent_on, amount FROM tel_key_spend WHERE spent_on >= ? AND currency = ?",
                row -> {
                    days.computeIfAbsent(row.getString("api_key"), key -> new HashMap<>())
                            .put(row.getObject("spent_on", LocalDate.class), row.getBigDecimal("amount"));
                },
                today.withDayOfMonth(1),
                currency);
        return days;
    }

    private SpendLimit limit(String key) {
        return keys.byName(key).map(ApiKey::spend).orElse(SpendLimit.NONE);
    }

    private static BigDecimal cost(SmsOutcome outcome) {
        return outcome.status() == SmsStatus.SENT ? outcome.attempt().cost() : null;
    }
}
