using Commands.Language;

namespace Commands.Tests.Language;

public class LexerTests
{
    private static readonly FakeContext Plain = new();

    [Fact]
    public void A_bar_is_an_operator_before_a_verb_and_a_pipe_behind_one() =>
        Assert.Equal(
            ["Number:1", "Bar:|", "Number:2", "FormatVerb:=", "FormatLetter:X", "Pipe:|", "Dcmd:::map", "Word:.", "NewLine:\\n"],
            Plain.Tokens("1|2=X|::map .\n"));

    [Fact]
    public void An_exclamation_mark_is_a_shell_escape_unless_an_equals_sign_follows()
    {
        Assert.Equal(["Number:1", "NotEqual:!=", "Number:2", "NewLine:\\n"], Plain.Tokens("1!=2\n"));
        Assert.Equal(["Bang:!", "ShellText:ls | wc", "NewLine:\\n"], Plain.Tokens("!ls | wc\n"));
        Assert.Equal(["FormatVerb:/", "FormatLetter:X", "Bang:!", "ShellText:=a", "Semicolon:;"], Plain.Tokens("/X!=a;b\n"));
    }

    [Fact]
    public void Blanks_do_not_matter_between_tokens() =>
        Assert.Equal(["Number:1", "Plus:+", "Number:2", "FormatVerb:=", "FormatLetter:K", "NewLine:\\n"], Plain.Tokens(" \t1 +\t2 = K \n"));

    [Theory]
    [InlineData("// all of it\n", "NewLine:\\n")]
    [InlineData("5=K//D\n", "Number:5", "FormatVerb:=", "FormatLetter:K", "NewLine:\\n")]
    [InlineData("::echo a//b //c\n", "Dcmd:::echo", "Word:a//b", "NewLine:\\n")]
    [InlineData("::echo $[1//2]\n", "Dcmd:::echo", "DollarOpen:$[", "Number:1", "Illegal:/", "Illegal:/", "Number:2", "DollarClose:]", "NewLine:\\n")]
    public void A_comment_begins_where_a_token_could_begin(string text, params string[] tokens) => Assert.Equal(tokens, Plain.Tokens(text));

    [Theory]
    [InlineData("add", "Number:add")]
    [InlineData("f00", "Symbol:f00")]
    [InlineData("1f", "Number:1f")]
    [InlineData("0i12", "Number:0i1", "Number:2")]
    [InlineData("0t9a", "Number:0t9", "Number:a")]
    [InlineData("0T1.5", "Number:0T1.5")]
    [InlineData("0t1.x", "Number:0t1", "Symbol:.x")]
    [InlineData("0x", "Number:0x")]
    [InlineData("1xyz", "Number:1", "Symbol:xyz")]
    [InlineData("genunix`p0", "Symbol:genunix`p0")]
    [InlineData("a.b", "Symbol:a.b")]
    [InlineData(".", "Dot:.")]
    [InlineData("<x<x", "Variable:<x", "Variable:<x")]
    [InlineData("1<<x", "Number:1", "ShiftLeft:<<", "Symbol:x")]
    public void Numbers_names_and_variables(string text, params string[] tokens) =>
        Assert.Equal([.. tokens, "NewLine:\\n"], new FakeContext { Symbols = ["f00"] }.Tokens(text + "\n"));

    [Theory]
    [InlineData("12", "digit '2' is invalid in current base")]
    [InlineData("beef", "digit 'b' is invalid in current base")]
    [InlineData("0x10000000000000000", NumberText.Overflow)]
    public void A_bad_number_ends_the_statement(string text, string message)
    {
        StatementTokens statement = new FakeContext { Radix = 2 }.Read(text + "=K\n");
        Assert.Equal((message, false), (statement.Error!.Message, statement.Error.HasTail));
        Assert.Equal(text, statement.Terminator.ToStringValue());
    }

    [Theory]
    [InlineData("'a'", "Character:'a'")]
    [InlineData("''", "Character:''")]
    [InlineData("'\\''", "Character:'\\\\''")]
    public void Character_constants(string text, string token) => Assert.Equal([token, "NewLine:\\n"], Plain.Tokens(text + "\n"));

    [Theory]
    [InlineData("'\\\\'=K", "syntax error: ' unmatched")]
    [InlineData("'abcdefghi'", "character constant may not exceed 8 bytes")]
    [InlineData("::echo \"a", "syntax error: \" unmatched")]
    [InlineData("::echo 'a\\'b'", "syntax error: ' unmatched")]
    [InlineData("::echo $[1;2]", "syntax error: $[ unmatched")]
    [InlineData("::echo $[1!2]", "syntax error: $[ unmatched")]
    [InlineData("<y", "variable 'y' is not defined")]
    [InlineData("::nosuch 1", "invalid command '::nosuch': unknown dcmd name")]
    [InlineData("5=\"abc", "syntax error: \" unmatched")]
    public void What_is_no_token_is_said(string text, string message) => Assert.Equal(message, Plain.Read(text + "\n").Error!.Message);

    [Theory]
    [InlineData("$c", "Dcmd:$c")]
    [InlineData("$", "Dcmd:$")]
    [InlineData("$<<m", "Dcmd:$<<", "Word:m")]
    [InlineData("$<m", "Dcmd:$<", "Word:m")]
    [InlineData("$>f", "Dcmd:$>", "Word:f")]
    [InlineData(":r", "Dcmd::r")]
    [InlineData("::a`b c", "Dcmd:::a`b", "Word:c")]
    [InlineData(":: a", "Illegal::", "Illegal::", "Number:a")]
    [InlineData("::echo\"a\"", "Dcmd:::echo", "Word:\\\"a\\\"")]
    [InlineData("5>x", "Number:5", "Dcmd:>", "Word:x")]
    public void Verbs(string text, params string[] tokens) => Assert.Equal([.. tokens, "NewLine:\\n"], Plain.Tokens(text + "\n"));

    [Theory]
    [InlineData("/W 5", "ActionVerb:/W", "Word:5")]
    [InlineData("@ l 5 6", "ActionVerb:@ l", "Word:5", "Word:6")]
    [InlineData("=W", "FormatVerb:=", "FormatLetter:W")]
    [InlineData("/3W", "FormatVerb:/", "FormatCount:3", "FormatLetter:W")]
    [InlineData("/X8t\"a b\"", "FormatVerb:/", "FormatLetter:X", "FormatCount:8", "FormatLetter:t", "FormatText:\\\"a b\\\"")]
    public void A_letter_that_writes_or_searches_takes_arguments_except_behind_an_equals_sign(string text, params string[] tokens) =>
        Assert.Equal([.. tokens, "NewLine:\\n"], Plain.Tokens(text + "\n"));

    [Fact]
    public void A_computed_argument_is_a_word_of_its_own() =>
        Assert.Equal(
            ["Dcmd:::echo", "Word:a", "DollarOpen:$[", "Number:1", "DollarClose:]", "Word:b", "NewLine:\\n"],
            Plain.Tokens("::echo a$[1]b\n"));

    [Fact]
    public void Nothing_is_read_behind_the_end_of_a_statement()
    {
        using var input = new CountedInput("1=K;2=K\n3=K\n");
        using var frame = new InputFrame(input, "(test)", InputKind.Script);
        var lexer = new Lexer(frame, Plain);
        Assert.Equal("1=K;", lexer.Read().Text);
        Assert.Equal(4, input.Taken);
        Assert.Equal("2=K\n", lexer.Read().Text);
        Assert.Equal(8, input.Taken);
    }

    private sealed class CountedInput(string text) : CommandInput
    {
        public int Taken { get; private set; }

        public override int Read() => Taken < text.Length ? text[Taken++] : -1;
    }
}
