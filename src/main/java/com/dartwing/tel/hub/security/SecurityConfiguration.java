package com.dartwing.tel.hub.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import com.dartwing.tel.hub.rest.ErrorBody;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The doors of the hub, tried in this order: pages for everybody, the API whose keys the routes check, what wants a
 * person, and a wall. A path that nobody thought of ends at the wall.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** For our own pages; the console, which needs a little more, sends its own. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; "
            + "frame-ancestors 'none'";

    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** The console leaves by opening a page; another site's page that points there must not log anybody out. */
    private static final RequestMatcher LEAVING = new OrRequestMatcher(
            withDefaults().matcher(HttpMethod.POST, "/logout"),
            new AndRequestMatcher(
                    withDefaults().matcher(HttpMethod.GET, "/actuator/hawtio/auth/logout"), CrossSiteFilter::isFromUs));

    private static final String[] ADMINISTRATORS = {Role.SYSTEM_MANAGER.label(), Role.TEL_ADMIN.label()};

    private static final String[] ANYONE =
            Arrays.stream(Role.values()).map(Role::label).toArray(String[]::new);

    /** The hub times its calls itself, by operation. */
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    RememberingPasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(
                new BCryptPasswordEncoder(), Duration.ofMinutes(1), 512, Clock.systemUTC());
    }

    @Bean
    LoginThrottle loginThrottle(MeterRegistry registry) {
        return new LoginThrottle(registry, Clock.systemUTC());
    }

    @Bean
    AuthenticationProvider people(JdbcTemplate jdbc, RememberingPasswordEncoder encoder, LoginThrottle throttle) {
        PersonDirectory directory = new PersonDirectory(jdbc, Clock.systemUTC());
        DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(directory);
        passwords.setPasswordEncoder(encoder);
        return new ThrottledLogin(passwords, directory, encoder, throttle);
    }

    /** First of all filters, so that refusals have an id too. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** What no filter sees, for the server itself refuses it. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverRefusals() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ServerRefusals.class.getName()));
    }

    /** A method that nobody knows, a path that means another one. */
    @Bean
    RequestRejectedHandler firewallRefusals() {
        return (request, response, cause) -> ErrorBody.write(request, response, ErrorPage.error(400));
    }

    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return open(
                http,
                PAGE_POLICY,
                "/",
                "/docs",
                "/docs/",
                "/docs/*",
                "/docs/ui/**",
                "/favicon.ico",
                "/brand/**",
                "/login.css");
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoors(HttpSecurity http) throws Exception {
        return open(
                http,
                DATA_POLICY,
                "/api/method/dartwing_tel.api.*",
                "/api/method/ping",
                "/api/tel/webhook/**",
                "/sandbox/**",
                "/media/*",
                "/recordings/*",
                "/fax/*",
                "/schemas/**",
                "/openapi.json",
                "/health/**",
                "/actuator/health",
                "/actuator/health/**");
    }

    @Bean
    @Order(3)
    SecurityFilterChain peoplesDoors(
            HttpSecurity http, ObjectMapper json, LoginPage loginPage, @Value("${tel.public-url:}") String publicUrl)
            throws Exception {
        Refusal refusal = new Refusal();
        return hardened(http, PAGE_POLICY)
                .securityMatcher(anyOf(
                        "/admin/**",
                        "/api/method/dartwing_tel.admin.*",
                        "/api/resource/**",
                        "/docs/ivr/**",
                        "/actuator/**",
                        "/hawtio/**",
                        "/login",
                        "/logout"))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(anyOf("/login"))
                        .permitAll()
                        .requestMatchers(anyOf("/logout", "/api/resource/**", "/docs/ivr/**"))
                        .hasAnyAuthority(ANYONE)
                        .requestMatchers(withDefaults().matcher(HttpMethod.GET, "/actuator/prometheus"))
                        .hasAnyAuthority(ANYONE)
                        .anyRequest()
                        .hasAnyAuthority(ADMINISTRATORS))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal))
                .formLogin(form -> form.loginPage("/login")
                        .defaultSuccessUrl("/hawtio")
                        .failureHandler(new FailedLogin(loginPage)))
                .logout(logout -> logout.logoutRequestMatcher(LEAVING).logoutSuccessUrl("/login?logout"))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens())
                        .csrfTokenRequestHandler(new TokenHandler())
                        .requireCsrfProtectionMatcher(new TokenPolicy()))
                .addFilterBefore(new CrossSiteFilter(publicUrl), CsrfFilter.class)
                .addFilterAfter(new PersonFilter(), AuthorizationFilter.class)
                .addFilterAfter(new ConsoleUserFilter(json), PersonFilter.class)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain wall(HttpSecurity http) throws Exception {
        return stateless(hardened(http, DATA_POLICY))
                .securityMatcher(AnyRequestMatcher.INSTANCE)
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, cause) -> response.sendError(404))
                        .accessDeniedHandler((request, response, cause) -> response.sendError(404)))
                .build();
    }

    /** In a cookie that the console's script may read and send back; another site can do neither. */
    private static CookieCsrfTokenRepository tokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /** Nobody is asked who they are here, so of all the filters only the one of the headers remains. */
    private static SecurityFilterChain open(HttpSecurity http, String policy, String... paths) throws Exception {
        RequestMatcher matcher = anyOf(paths);
        SecurityFilterChain all =
                stateless(hardened(http, policy)).securityMatcher(matcher).build();
        return new DefaultSecurityFilterChain(
                matcher,
                all.getFilters().stream()
                        .filter(HeaderWriterFilter.class::isInstance)
                        .toList());
    }

    private static HttpSecurity hardened(HttpSecurity http, String policy) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }

    /** No session, hence no cookie that another site could ride on, hence no token. */
    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static RequestMatcher anyOf(String... paths) {
        return new OrRequestMatcher(Arrays.stream(paths)
                .<RequestMatcher>map(withDefaults()::matcher)
                .toList());
    }
}
