package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.access.SignatureRefused;
import io.github.athenaconnect.localstack.policy.Denial;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An error as S3 sends it. Source of codes and messages: "Error responses" of the S3 API reference. */
record S3Refusal(int status, String code, String message) {
    static S3Refusal noSuchBucket() {
        return new S3Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static S3Refusal denied(Denial denial) {
        return new S3Refusal(403, "AccessDenied", denial.messageOfS3());
    }

    static S3Refusal unproved(SignatureRefused refused) {
        return switch (refused.reason()) {
            case MISSING -> new S3Refusal(403, "AccessDenied", "Access Denied");
            case INCOMPLETE, WRONG_SCOPE -> new S3Refusal(400, "AuthorizationHeaderMalformed", refused.getMessage());
            case UNKNOWN_KEY ->
                new S3Refusal(
                        403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
            case WRONG_TOKEN ->
                new S3Refusal(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
            case EXPIRED_TOKEN -> new S3Refusal(400, "ExpiredToken", "The provided token has expired.");
            case STALE ->
                new S3Refusal(
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.");
            case WRONG_SIGNATURE ->
                new S3Refusal(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your key and signing method.");
        };
    }

    void sendTo(HttpServletResponse response) throws IOException {
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>"
                        + message.replace("&", "&amp;").replace("<", "&lt;") + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
