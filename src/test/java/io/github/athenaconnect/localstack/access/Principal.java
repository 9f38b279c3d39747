package io.github.athenaconnect.localstack.access;

/**
 * Who calls: a user, or the session of a role.
 *
 * @param arn as error messages and GetCallerIdentity name it
 * @param userId the unique id, with the name of the session if there is one
 * @param entityArn the user or the role that policies belong to
 */
public record Principal(String arn, String userId, String entityArn) {
    /** The one account that there is. */
    public static final String ACCOUNT = "123456789012";

    /** The ARN that stands for everybody in the account. */
    public static final String ACCOUNT_ROOT = "arn:aws:iam::" + ACCOUNT + ":root";

    /** A user of the account. */
    public static Principal user(String name) {
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
        return new Principal(arn, uniqueId("AIDA", name), arn);
    }

    /** A session of a role of the account. */
    public static Principal session(String roleName, String sessionName) {
        return new Principal(
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + roleName + "/" + sessionName,
                uniqueId("AROA", roleName) + ":" + sessionName,
                roleArn(roleName));
    }

    /** The ARN of a role of the account. */
    public static String roleArn(String roleName) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + roleName;
    }

    /** Whether this is the session of a role. */
    public boolean isSession() {
        return !arn.equals(entityArn);
    }

    private static String uniqueId(String prefix, String name) {
        return prefix + String.format("%017X", name.hashCode() & 0xffffffffL);
    }
}
