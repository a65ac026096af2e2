package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.ContentRules;
import com.dartwing.tel.compliance.ContentRules.Action;
import com.dartwing.tel.compliance.ContentRules.Category;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The phrases that organisations forbid themselves, or that are forbidden to all here, held in memory. */
@Component
public class ContentTable implements Held {

    private static final ContentRules NOTHING = new ContentRules(List.of());

    private record Row(String organization, String phrase, String category, Action action) {}

    /** @param own by organisation, what is for all included */
    private record Loaded(ContentRules all, Map<String, ContentRules> own) {}

    private final JdbcTemplate jdbc;
    private final Snapshot<Loaded> snapshot;

    public ContentTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_content_rule", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** What is forbidden to an organisation beyond the common rules. */
    public ContentRules of(String organization) {
        Loaded loaded = snapshot.get();
        return organization == null ? loaded.all() : loaded.own().getOrDefault(organization, loaded.all());
    }

    private Loaded load() {
        List<Row> rows = jdbc.query(
                "SELECT * FROM tel_content_rule WHERE enabled = TRUE ORDER BY name",
                (row, n) -> new Row(
                        row.getString("organization"),
                        row.getString("phrase"),
                        row.getString("category"),
                        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT))));
        Map<String, ContentRules> own = new HashMap<>();
        rows.stream()
                .map(Row::organization)
                .filter(organization -> organization != null)
                .distinct()
                .forEach(organization -> own.put(organization, rules(rows, organization)));
        return new Loaded(rows.isEmpty() ? NOTHING : rules(rows, null), own);
    }

    private static ContentRules rules(List<Row> rows, String organization) {
        Map<String, Map<Action, List<String>>> phrases = new HashMap<>();
        rows.stream()
                .filter(row -> row.organization() == null || row.organization().equals(organization))
                .forEach(row -> phrases.computeIfAbsent(row.category(), any -> new HashMap<>())
                        .computeIfAbsent(row.action(), any -> new ArrayList<>())
                        .add(row.phrase()));
        List<ContentRules.Named> categories = new ArrayList<>();
        phrases.forEach((name, byAction) -> byAction.forEach((action, list) ->
                categories.add(new ContentRules.Named(name, new Category(action, false, null, null, list, null)))));
        return new ContentRules(categories);
    }
}
