package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.fax.FaxRequest;
import com.dartwing.tel.fax.document.Upload;
import java.nio.file.Path;
import java.util.List;

/**
 * The wish to send a fax.
 *
 * @param uploads the documents that came along, in a directory of the request's own
 * @param directory where files of this request may be put; it is deleted at the end
 * @param bodyHash hex SHA-256 of what the caller said, to tell a repeated request from another one under its key
 */
public record FaxCommand(ApiKey caller, FaxRequest request, List<Upload> uploads, Path directory, String bodyHash) {}
