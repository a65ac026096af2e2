package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.webhook.WebhookAuths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Where a carrier calls back about one attempt. A kind of call which the carrier proves by nothing but the credentials in
 * that URL has them in it (RFC 3986, section 3.2.1); such a URL is a secret.
 */
@Component
public class CallbackUrls {

    private final CarrierFolders carriers;
    private final HubProperties properties;

    CallbackUrls(CarrierFolders carriers, HubProperties properties) {
        this.carriers = carriers;
        this.properties = properties;
    }

    /** @param kind the last part of the URL's path: {@code fax} */
    public String of(String carrier, String kind, String attempt) {
        return at(properties.publicUrl(), carrier, kind) + "?attempt=" + attempt;
    }

    /** Where a carrier calls about whatever is of a kind, when it reaches the hub at a base URL. */
    public String at(String base, String carrier, String kind) {
        return base.replaceFirst("(?<=://)", credentials(carrier, kind)) + "/api/tel/webhook/" + carrier + "/" + kind;
    }

    private String credentials(String carrier, String kind) {
        Map<String, Object> own = carriers.find(carrier)
                .map(Carrier::webhook)
                .map(webhook -> WebhookAuths.sections(webhook).get(kind))
                .orElse(null);
        return own == null || !"basic".equals(own.get("scheme"))
                ? ""
                : encoded(carrier, own.get("user")) + ":" + encoded(carrier, own.get("password")) + "@";
    }

    private String encoded(String carrier, Object setting) {
        return URLEncoder.encode(carriers.setting(carrier, String.valueOf(setting)), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
