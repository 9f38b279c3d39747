package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.SignatureRefused;

/** STS does not do what was asked; carries the error that the caller is to see. */
final class StsRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    StsRefused(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static StsRefused denied(String message) {
        return new StsRefused(403, "AccessDenied", message);
    }

    static StsRefused invalid(String message) {
        return new StsRefused(400, "ValidationError", message);
    }

    static StsRefused unproved(SignatureRefused refused) {
        int status = refused.reason() == SignatureRefused.Reason.INCOMPLETE ? 400 : 403;
        String code = switch (refused.reason()) {
            case MISSING -> "MissingAuthenticationToken";
            case INCOMPLETE -> "IncompleteSignature";
            case UNKNOWN_KEY, WRONG_TOKEN -> "InvalidClientTokenId";
            case EXPIRED_TOKEN -> "ExpiredToken";
            case WRONG_SCOPE, STALE, WRONG_SIGNATURE -> "SignatureDoesNotMatch";
        };
        return new StsRefused(status, code, refused.getMessage());
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
