package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.BindGuard;
import com.dartwing.camel.smpp.BindRequest;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.Partner;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.hub.security.LoginThrottle;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets partners bind: with an account's password, from an address that the account and its key may use. */
@Component("smppDoor")
public class SmppDoor implements BindGuard {

    private final PartnerAccounts accounts;
    private final PartnerPasswords passwords;
    private final ApiKeys keys;
    private final AdmitCaller addresses;
    private final LoginThrottle throttle;

    public SmppDoor(
            PartnerAccounts accounts,
            PartnerPasswords passwords,
            ApiKeys keys,
            AdmitCaller addresses,
            LoginThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.keys = keys;
        this.addresses = addresses;
        this.throttle = throttle;
    }

    @Override
    public Partner admit(BindRequest request) {
        PartnerAccount account = accounts.find(request.systemId()).orElse(null);
        if (!passwords.match(account, request.password())) {
            boolean tooMany = throttle.keyFailed(request.remoteAddress(), "smpp " + request.systemId())
                    .isPresent();
            throw new SmppException(tooMany ? CommandStatus.ESME_RTHROTTLED : CommandStatus.ESME_RINVPASWD);
        }
        boolean welcome = key(account)
                .filter(key -> addresses.isListed(account.addresses(), request.remoteAddress())
                        && addresses.isListed(key.ipWhitelist(), request.remoteAddress()))
                .isPresent();
        if (!welcome) {
            throw new SmppException(CommandStatus.ESME_RBINDFAIL);
        }
        return new Partner(account.systemId(), account.maxBinds(), account.window());
    }

    /** Whether a partner that is bound may stay. */
    boolean isWelcome(String systemId) {
        return accounts.find(systemId).flatMap(this::key).isPresent();
    }

    /** The active key of an account. */
    Optional<ApiKey> key(PartnerAccount account) {
        return keys.byName(account.apiKey()).filter(key -> key.status() == ApiKey.Status.ACTIVE);
    }
}
