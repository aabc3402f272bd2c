namespace Commands.Language;

/// <summary>
/// The condition of a filter. Names are member paths whole (<c>t_procp->p_user.u_comm</c>, <c>fi_list[3]</c>); whether one of hex digits
/// is a number is decided when it is known what flows through the pipe. What two meanings could take apart is decided by place: where
/// an operand is due, <c>!</c> is "not" and <c>&lt;</c> begins a variable; behind an operand, <c>!</c> is the shell and <c>&lt;</c> compares.
/// </summary>
internal sealed partial class Lexer
{
    private int _depth;

    private void Filter()
    {
        int c = Peek();
        switch (c)
        {
            case '(':
                _depth++;
                Add(TokenKind.OpenParenthesis, 1);
                break;
            case ')':
                _depth--;
                Add(TokenKind.CloseParenthesis, 1);
                break;
            case '|' when Peek(1) == '|': Add(TokenKind.OrElse, 2); break;
            case '|' when _depth > 0: Add(TokenKind.Bar, 1); break;
            case '&' when Peek(1) == '&': Add(TokenKind.AndAlso, 2); break;
            case '!' when Peek(1) == '=': Add(TokenKind.NotEqual, 2); break;
            case '!' when AfterOperand && Peek(1) == '~': Add(TokenKind.NotMatch, 2); break;
            case '!' when !AfterOperand: Add(TokenKind.Not, 1); break;
            case '=' when Peek(1) == '~': Add(TokenKind.Match, 2); break;
            case '>' when Peek(1) != '>': Comparison(TokenKind.Greater, TokenKind.GreaterOrEqual); break;
            case '<' when Peek(1) != '<' && AfterOperand: Comparison(TokenKind.Less, TokenKind.LessOrEqual); break;
            case '"':
                if (DoubleQuoted())
                {
                    Add(TokenKind.Text);
                }

                break;
            case '-' when !AfterOperand && IsArrow(): Path(); break;
            default:
                if (IsNameStart(c))
                {
                    Path();
                }
                else if (!Common())
                {
                    Operator(c);
                }

                break;
        }
    }

    private void Comparison(TokenKind plain, TokenKind orEqual)
    {
        bool equal = Peek(1) == '=';
        Add(equal ? orEqual : plain, equal ? 2 : 1);
    }

    private bool AfterOperand => _tokens.Count > 0 && _tokens[^1].Kind is TokenKind.Number or TokenKind.Character or TokenKind.Symbol
        or TokenKind.Dot or TokenKind.Variable or TokenKind.Text or TokenKind.CloseParenthesis;

    private bool IsArrow() => Peek() == '-' && Peek(1) == '>' && IsNameStart(Peek(2));

    private void Path()
    {
        do
        {
            _at += Peek() == '-' ? 2 : 0;
            SkipName();
        }
        while (IsArrow() || Index());

        Add(_at - _start == 1 && _text[_start] == '.' ? TokenKind.Dot : TokenKind.Symbol);
    }

    /// <summary>An index with its brackets.</summary>
    private bool Index()
    {
        if (Peek() != '[')
        {
            return false;
        }

        int length = 1;
        while (NumberText.DigitValue(Peek(length)) < 36)
        {
            length++;
        }

        if (Peek(length) != ']')
        {
            return false;
        }

        _at += length + 1;
        return true;
    }
}
