package com.dartwing.tel.hub.security;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ErrorBody;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what no route answered, unknown paths above all, with the same envelope as the routes. */
@Controller
final class ErrorPage implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        ErrorBody.write(request, response, error(status), status);
    }

    /** What a status that the server chose says. */
    static TelException error(int status) {
        return switch (status) {
            case 401 -> new TelException.InvalidApiKey("Log in first");
            case 403 -> new TelException.PermissionDenied("This is not allowed");
            case 404 -> new TelException.NotFound("There is nothing here");
            case 405 -> new TelException.InvalidRequest("This method is not understood here", null);
            case 413 -> new TelException.TooLarge("The request is too large", null);
            case 501, 505 -> new TelException.InvalidRequest("This way of asking is not understood here", null);
            case 415 -> new TelException.InvalidRequest("This content type is not understood here", null);
            default ->
                status < 500
                        ? new TelException.InvalidRequest("The request is not understood", null)
                        : new TelException.Internal();
        };
    }
}
