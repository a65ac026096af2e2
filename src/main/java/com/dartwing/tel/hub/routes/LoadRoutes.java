package com.dartwing.tel.hub.routes;

import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.config.HubProperties;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Hands the route files of this process's roles to Camel, with what the carriers' files read as placeholders. */
@Component
public class LoadRoutes implements CamelContextConfiguration {

    private final RouteFiles files;
    private final CarrierFolders carriers;
    private final HubProperties properties;
    private final Roles roles;

    public LoadRoutes(RouteFiles files, CarrierFolders carriers, HubProperties properties, Roles roles) {
        this.files = files;
        this.carriers = carriers;
        this.properties = properties;
        this.roles = roles;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        Properties placeholders = new Properties();
        placeholders.putAll(carriers.placeholders());
        placeholders.put("sms-hand-over", "sms-hand-over-" + (properties.plays("sms-router") ? "here" : "by-queue"));
        camel.getPropertiesComponent().setInitialProperties(placeholders);
        carriers.bindBreakers(camel.getRegistry());
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}

    /** The routes are added once the context's own beans are there, and before it starts. */
    @Bean
    RouteBuilder routeFilesBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {}

            @Override
            public void addRoutesToCamelContext(CamelContext camel) throws Exception {
                load(camel);
            }
        };
    }

    private void load(CamelContext camel) throws Exception {
        files.definedTwice().forEach((path, why) -> {
            throw new IllegalStateException(path + ": " + why);
        });
        Collection<Resource> resources = files.matching(this::isOurs).entrySet().stream()
                .<Resource>map(entry -> ResourceHelper.fromString(entry.getKey(), RouteFiles.text(entry.getValue())))
                .toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(List.copyOf(resources));
        for (RouteDefinition route : ((ModelCamelContext) camel).getRouteDefinitions()) {
            // The calls of the REST DSL can name no group, and the console would show them under none.
            if (Boolean.TRUE.equals(route.isRest()) && route.getGroup() == null) {
                route.setGroup("rest");
            }
            passFailuresOn(route);
            // What other roles begin is shown as stopped.
            if (!begins(route)) {
                route.setAutoStartup("false");
            }
        }
    }

    /**
     * A failure is answered where somebody waits for an answer, and so the handler is drawn and kept there only: routes
     * behind a door pass on to it what failed. A route that names a configuration of its own is left alone.
     */
    private static void passFailuresOn(RouteDefinition route) {
        if (isHttp(route) || route.getRouteConfigurationId() != null) {
            return;
        }
        route.getOutputs().removeIf(OnExceptionDefinition.class::isInstance);
        if (isBehindADoor(route)) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }

    private boolean begins(RouteDefinition route) {
        if (isBehindADoor(route)) {
            return true;
        }
        return isHttp(route) ? roles.opens(route.getInput().getEndpointUri()) : roles.runs(route.getRouteId());
    }

    private static boolean isHttp(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        return uri.startsWith("rest:") || uri.startsWith("platform-http:");
    }

    private static boolean isBehindADoor(RouteDefinition route) {
        return route.getInput().getEndpointUri().startsWith("direct:");
    }

    private boolean isOurs(String path) {
        if (!path.endsWith(".camel.yaml") || carriers.isLeftOut(path)) {
            return false;
        }
        boolean simulators = path.startsWith("simulators/");
        return simulators
                ? properties.sandbox().enabled() && properties.plays("simulators")
                : !properties.isSimulatorsOnly();
    }
}
