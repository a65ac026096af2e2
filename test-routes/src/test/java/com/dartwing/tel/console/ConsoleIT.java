package com.dartwing.tel.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** What a person meets in a browser: the login form, the console and the page to try the API. */
class ConsoleIT {

    /** A step of a route, drawn; one in the middle, for a tall diagram begins above the window. */
    private static final By DIAGRAM = By.xpath("//*[contains(@class, 'react-flow__node')][contains(., 'sms.plan')]");

    private static final String POST =
            """
            const [question, token, done] = arguments;
            fetch('/actuator/jolokia', {
              method: 'POST',
              headers: {'Content-Type': 'application/json', ...(token && {'X-XSRF-TOKEN': token})},
              body: question,
            }).then((answer) => done(answer.status));
            """;

    private static Site site;

    private Browser browser;

    @BeforeAll
    static void startHub() {
        site = Site.start();
    }

    @AfterAll
    static void stopHub() {
        site.close();
    }

    @BeforeEach
    void openBrowser() throws IOException {
        browser = new Browser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void a_wrong_password_is_told_in_the_form() {
        logIn("guess");

        assertThat(browser.see(By.className("notice")).getText()).contains("wrong");
        browser.picture("login-refused");
    }

    /** One session and its story, for the console takes its time to come up. */
    @Test
    void an_administrator_watches_the_routes_stops_one_and_logs_out() {
        logIn(site.password());
        browser.see(By.xpath("//*[contains(@class, 'masthead')]//*[text()='DartwingTel hub']"));
        browser.see(text("td", site.route()));
        assertThat(browser.title()).isEqualTo("DartwingTel hub");
        browser.picture("console-routes");

        stopAndStart();
        seeTheWayOfAMessage();
        assertThat(complaints()).isEmpty();

        nothingIsChangedWithoutTheToken();
        logOut();
    }

    private void stopAndStart() {
        By state = By.xpath("//td[normalize-space()='" + site.route() + "']/following-sibling::td[1]");
        press("Stop");
        browser.await(ExpectedConditions.textToBe(state, "Stopped"));
        browser.picture("console-route-stopped");
        press("Start");
        browser.await(ExpectedConditions.textToBe(state, "Started"));
    }

    private void seeTheWayOfAMessage() {
        browser.click(inTree("failover"));
        browser.click(By.xpath("//td[normalize-space()='sms-dispatch']"));
        browser.see(DIAGRAM);
        browser.picture("console-route-diagram");
    }

    private void nothingIsChangedWithoutTheToken() {
        String question = "{\"type\":\"version\"}";
        Object without = browser.run(POST, question, "");
        Object with = browser.run(POST, question, browser.cookie("XSRF-TOKEN"));
        assertThat(without).isEqualTo(403L);
        assertThat(with).isEqualTo(200L);
    }

    private void logOut() {
        browser.click(By.xpath("//button[normalize-space()='admin']"));
        browser.click(text("button | //a", "Log out"));
        browser.see(By.id("password"));
        browser.picture("logged-out");
        browser.open(site.url() + "/hawtio");
        assertThat(browser.address()).endsWith("/login");
    }

    @Test
    void a_call_can_be_tried_on_the_page_of_the_api() {
        browser.open(site.url() + "/docs");
        browser.click(By.cssSelector("button.authorize"));
        browser.type(By.cssSelector("input[aria-label='auth-bearer-value']"), site.key());
        browser.click(By.cssSelector(".auth-container button.authorize"));
        browser.click(By.cssSelector("button.btn-done"));
        browser.picture("docs");

        browser.click(By.id("operations-SMS-sendSms"));
        browser.click(By.cssSelector("#operations-SMS-sendSms button.execute"));

        By status = By.cssSelector("#operations-SMS-sendSms .live-responses-table tr.response .response-col_status");
        browser.await(ExpectedConditions.textMatches(status, Pattern.compile("^(200|202)")));
        String answer = browser.see(By.cssSelector("#operations-SMS-sendSms .live-responses-table .highlight-code"))
                .getText();
        browser.picture("docs-tried");
        assertThat(answer).contains("\"message_id\": \"SMS-");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What the page complained of; the console asks for connections to other hubs, of which there are none. */
    private List<String> complaints() {
        return browser.complaints().stream()
                .filter(complaint -> !complaint.contains("preset-connections"))
                .toList();
    }

    private void logIn(String password) {
        browser.open(site.url() + "/hawtio");
        browser.type(By.id("username"), "admin");
        browser.type(By.id("password"), password);
        browser.picture("login");
        browser.click(By.cssSelector("button[type=submit]"));
    }

    /** Chooses the route of the test and presses a button of the list. */
    private void press(String button) {
        By row = By.xpath("//tr[td[normalize-space()='" + site.route() + "']]//input[@type='checkbox']");
        if (!browser.see(row).isSelected()) {
            browser.click(row);
        }
        browser.click(text("button", button));
    }

    /** A folder of the console's tree, by its name. */
    private static By inTree(String name) {
        return By.xpath("//*[contains(@class, 'tree-view__node-text') or contains(@class, 'tree-view__node-title')]"
                + "[normalize-space()='" + name + "']");
    }

    private static By text(String elements, String text) {
        return By.xpath("(//" + elements + ")[normalize-space()='" + text + "']");
    }
}
