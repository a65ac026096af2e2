package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.webhook.WebhookAuth;
import com.dartwing.tel.webhook.WebhookAuths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How each carrier proves its calls, as its folder says: all alike, or some kinds of them otherwise than the rest. */
class WebhookProofs {

    private final Map<String, WebhookAuth> proofs = new HashMap<>();
    private final Map<String, Set<String>> files = new HashMap<>();

    WebhookProofs(CarrierFolders carriers) {
        for (Carrier carrier : carriers.all()) {
            WebhookAuths.sections(carrier.webhook()).forEach((kind, section) -> {
                if (!section.isEmpty()) {
                    proofs.put(
                            key(carrier.name(), kind),
                            WebhookAuths.from(section, name -> carriers.setting(carrier.name(), name)));
                    files.put(key(carrier.name(), kind), WebhookAuths.files(section));
                }
            });
        }
    }

    /** The last part of a call's path, when calls of this kind have a proof of their own; else all calls. */
    String kindOf(String carrier, HttpServletRequest request) {
        String path = request.getRequestURI();
        String kind = path.substring(path.lastIndexOf('/') + 1);
        return proofs.containsKey(key(carrier, kind)) ? kind : WebhookAuths.ALL;
    }

    /** What proves a call, or nothing when nothing says how. */
    Optional<WebhookAuth> of(String carrier, HttpServletRequest request) {
        return Optional.ofNullable(proofs.get(key(carrier, kindOf(carrier, request))));
    }

    /** The fields of a call that hold whole files. */
    Set<String> filesOf(String carrier, HttpServletRequest request) {
        return files.getOrDefault(key(carrier, kindOf(carrier, request)), Set.of());
    }

    private static String key(String carrier, String kind) {
        return carrier + "/" + kind;
    }
}
