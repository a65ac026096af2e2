package com.dartwing.tel.access;

import com.dartwing.tel.error.TelException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which features are on for whom: of the flags that concern somebody, the narrowest decides. Immutable. */
public final class FeatureFlags {

    /**
     * A switch.
     *
     * @param module whom it concerns; null for every module
     * @param organization whom it concerns; null for every organisation
     */
    public record Flag(String feature, String module, String organization, boolean enabled) {

        private boolean concerns(String otherModule, String otherOrganization) {
            return (module == null || module.equals(otherModule))
                    && (organization == null || organization.equals(otherOrganization));
        }

        private int narrowness() {
            return (organization == null ? 0 : 2) + (module == null ? 0 : 1);
        }
    }

    private final Map<String, Feature> features;
    private final Map<String, List<Flag>> flags;
    private final Map<String, Feature> byPermission = new HashMap<>();

    public FeatureFlags(List<Feature> features, List<Flag> flags) {
        this.features = features.stream().collect(Collectors.toMap(Feature::name, Function.identity()));
        this.flags = flags.stream().collect(Collectors.groupingBy(Flag::feature));
        features.forEach(feature -> feature.permissions().forEach(permission -> byPermission.put(permission, feature)));
    }

    /** Whether it is on for everybody, so that nobody need look closer. */
    public boolean isOnForAll(String feature) {
        return features.get(feature).enabled() && !flags.containsKey(feature);
    }

    /** Whether a module of an organisation may use a feature. */
    public boolean isOn(String feature, String module, String organization) {
        return flags.getOrDefault(feature, List.of()).stream()
                .filter(flag -> flag.concerns(module, organization))
                .max(Comparator.comparingInt(Flag::narrowness))
                .map(Flag::enabled)
                .orElseGet(() -> features.get(feature).enabled());
    }

    /** @throws TelException.FeatureDisabled when a key uses a permission whose feature is off for it */
    public void require(String permission, ApiKey caller) {
        Feature feature = byPermission.get(permission);
        if (feature != null && !isOn(feature.name(), caller.module(), caller.organization())) {
            throw disabled(feature.name());
        }
    }

    static TelException.FeatureDisabled disabled(String feature) {
        return new TelException.FeatureDisabled("The feature " + Objects.requireNonNull(feature) + " is switched off");
    }
}
