package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stages of a message's way as they are explained and traced: a name, a verdict and a detail each. */
public final class Stages {

    private Stages() {}

    public static Map<String, Object> stage(String name, String verdict, String detail) {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("name", name);
        stage.put("verdict", verdict);
        stage.put("detail", detail);
        return stage;
    }

    /** One stage for each rule that was asked. */
    public static List<Map<String, Object>> of(Judgement judgement) {
        return of(judgement.opinions());
    }

    /** The same of what is no message. */
    public static List<Map<String, Object>> of(List<Opinion> opinions) {
        return opinions.stream()
                .map(opinion -> of(opinion.rule(), opinion.verdict()))
                .toList();
    }

    private static Map<String, Object> of(String rule, Verdict verdict) {
        if (verdict instanceof Verdict.Block block) {
            TelException refusal = block.refusal();
            return stage(rule, "block", refusal.code() + " " + refusal.getMessage());
        }
        if (verdict instanceof Verdict.Hold hold) {
            return stage(rule, "hold", hold.detail() + ", until " + UtcTime.write(hold.until()));
        }
        if (verdict instanceof Verdict.Flag flag) {
            return stage(rule, "flag", flag.detail());
        }
        return stage(rule, "pass", ((Verdict.Pass) verdict).detail());
    }

    static String write(Judgement judgement) {
        return Json.write(of(judgement));
    }

    /** What was kept of a judgement; empty when there was nothing to keep. */
    static List<Map<String, Object>> read(String kept) {
        List<Map<String, Object>> stages = new ArrayList<>();
        if (kept != null) {
            Json.read(kept)
                    .forEach(stage -> stages.add(stage(
                            stage.path("name").asText(),
                            stage.path("verdict").asText(),
                            stage.path("detail").asText(null))));
        }
        return stages;
    }
}
