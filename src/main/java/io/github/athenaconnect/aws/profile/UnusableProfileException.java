package io.github.athenaconnect.aws.profile;

/** Profiles that cannot be read or signed in with; the message goes on after a key's name and shows no setting. */
public final class UnusableProfileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public UnusableProfileException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}
