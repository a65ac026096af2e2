package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Goes through a page's drawing without drawing, following each form as often as it is drawn: forms that draw forms can
 * make a small file endless.
 */
final class CheckDrawing extends PDFStreamEngine {

    private static final int LOOK_EVERY = 1024;

    private final DocumentLimits limits;
    private final Deadline deadline;
    private final FilterChain filters;
    private final CheckPicture picture;
    private long operators;

    CheckDrawing(DocumentLimits limits, Deadline deadline, FilterChain filters) {
        this.filters = filters;
        this.picture = new CheckPicture(limits);
        this.limits = limits;
        this.deadline = deadline;
        addOperator(new DrawObject(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
    }

    void check(PDPage page) throws IOException {
        operators = 0;
        processPage(page);
        for (var annotation : page.getAnnotations()) {
            showAnnotation(annotation);
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > limits.operators()) {
            throw new InvalidDocument("A page of the PDF draws more than %,d things".formatted(limits.operators()));
        }
        if (operators % LOOK_EVERY == 0) {
            deadline.check();
        }
        if (operator.getImageParameters() != null) {
            checkInline(operator);
        }
        super.processOperator(operator, operands);
    }

    private void checkInline(Operator image) throws IOException {
        var parameters = image.getImageParameters();
        picture.described(parameters);
        filters.check(parameters);
        filters.measure(new ByteArrayInputStream(image.getImageData()), parameters);
    }

    /** What one form gets wrong is not for the others to suffer, as in drawing; but a limit is a limit. */
    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) {}
}
