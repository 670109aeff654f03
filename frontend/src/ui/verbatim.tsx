/**
 * A text from elsewhere as a value of `<Trans>`. As a mere string it would become part of the sentence, and what looks
 * like one of the sentence's tags in it would be taken for one.
 */
export const verbatim = (text: string) => <>{text}</>
