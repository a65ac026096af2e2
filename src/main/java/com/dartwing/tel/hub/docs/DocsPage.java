package com.dartwing.tel.hub.docs;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves Swagger UI's script and style beneath {@code /docs/ui}, whatever its version; the page itself is ours. */
@Configuration(proxyBeanMethods = false)
class DocsPage implements WebMvcConfigurer {

    private static final String SCRIPT = "classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/{file:swagger-ui-bundle\\.js|swagger-ui\\.css}")
                .addResourceLocations(folder())
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static Resource folder() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(SCRIPT);
            if (found.length != 1) {
                throw new IllegalStateException("Wanted one Swagger UI on the classpath, found " + found.length);
            }
            return found[0].createRelative("");
        } catch (IOException e) {
            throw new IllegalStateException("Swagger UI cannot be read", e);
        }
    }
}
