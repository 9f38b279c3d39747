import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * Draws the logo: rows of a table, those already read dark, that become records of a topic one after the other.
 *
 * <p>To change it: {@code java src/main/assembly/Logo.java src/main/assembly/logo.png}.
 */
final class Logo {
    private static final Color DARK = new Color(0x16324f);
    private static final Color CURRENT = new Color(0xe8743b);
    private static final Color PALE = new Color(0xc3ccd6);

    private static final int[] ROWS = {80, 146, 212, 278};
    private static final Color[] COLOURS = {DARK, DARK, CURRENT, PALE};

    private final Graphics2D canvas;

    private Logo(Graphics2D canvas) {
        this.canvas = canvas;
    }

    public static void main(String[] arguments) throws IOException {
        BufferedImage image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        Logo logo = new Logo(image.createGraphics());
        logo.canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        logo.background();
        logo.table();
        logo.arrow();
        logo.topic();
        ImageIO.write(image, "png", new File(arguments[0]));
    }

    private void background() {
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 800, 400);
    }

    private void table() {
        for (int row = 0; row < ROWS.length; row++) {
            canvas.setColor(COLOURS[row]);
            canvas.fillRoundRect(80, ROWS[row], 220, 44, 16, 16);
        }
        canvas.setColor(Color.WHITE);
        canvas.fillRect(148, 80, 6, 242);
        canvas.fillRect(226, 80, 6, 242);
    }

    private void arrow() {
        canvas.setColor(CURRENT);
        canvas.setStroke(new BasicStroke(12, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.drawLine(340, 234, 430, 234);
        canvas.fillPolygon(new Polygon(new int[] {430, 486, 430}, new int[] {206, 234, 262}, 3));
    }

    private void topic() {
        canvas.setColor(DARK);
        canvas.drawRoundRect(530, 50, 190, 302, 56, 56);
        for (int row = 0; row < ROWS.length; row++) {
            canvas.setColor(COLOURS[row]);
            canvas.fillOval(605, ROWS[row] + 2, 40, 40);
        }
    }
}
