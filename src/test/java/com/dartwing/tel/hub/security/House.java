package com.dartwing.tel.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doors on a real server, with something behind each; tests share the one house. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = House.Rooms.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=classpath:console.yaml",
            "spring.datasource.url=jdbc:h2:mem:house;MODE=MariaDB;DB_CLOSE_DELAY=-1",
            "spring.flyway.enabled=false",
            "tel.public-url=https://tel.example.org",
            "camel.main.name=house",
            "camel.main.routes-include-pattern=false"
        })
@AutoConfigureObservability(tracing = false)
@interface House {

    /** What stands behind the doors, in place of the Camel routes and the database. */
    @Configuration
    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"com.dartwing.tel.hub.security", "com.dartwing.tel.hub.docs"})
    class Rooms {

        @Bean
        RouteBuilder tick() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:tick?period=1d").routeId("tick").to("log:tick");
                }
            };
        }

        @RestController
        static class Behind {

            @RequestMapping({
                "/api/method/ping",
                "/api/method/dartwing_tel.{name}",
                "/api/tel/webhook/{carrier}/{event}",
                "/sandbox/{carrier}/{order}",
                "/health/carriers",
                "/admin/carriers/{carrier}/{order}"
            })
            String answer() {
                return "in";
            }

            @RequestMapping({"/api/resource/{type}", "/api/resource/{type}/{name}"})
            String answer(HttpServletRequest request) {
                Person person = (Person) request.getAttribute(Person.ATTRIBUTE);
                return person.username() + (person.is(Role.SYSTEM_MANAGER) ? " may delete" : " may not delete");
            }
        }
    }
}
