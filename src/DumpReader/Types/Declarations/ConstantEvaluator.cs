using System.Globalization;

namespace DumpReader.Types.Declarations;

/// <summary>Values of constant expressions, in 64-bit arithmetic that wraps.</summary>
internal sealed class ConstantEvaluator(CDeclarations scope, DeclarationFile file, TypeCompiler types)
{
    public long Evaluate(ConstantSyntax syntax) => syntax switch
    {
        NumberConstant n => Number(n),
        NamedConstant n when scope.TryEnumerator(n.Name, out long value) => value,
        NamedConstant n => throw file.Error(n.Position, $"'{n.Name}' is not a constant"),
        SizeofConstant s => (long)types.SizeOf(types.Compile(s.Type, s.Declarator), s.Position),
        UnaryConstant u => Unary(u),
        BinaryConstant b => Binary(b),
        _ => throw file.Error(syntax.Position, "not a constant"),
    };

    private long Unary(UnaryConstant u)
    {
        long operand = Evaluate(u.Operand);
        return u.Operator switch { CToken.Minus => unchecked(-operand), CToken.Tilde => ~operand, _ => operand };
    }

    /// <summary>Goes down the left side without recursion: a chain of operators leans there and is as long as the text.</summary>
    private long Binary(BinaryConstant b)
    {
        var chain = new Stack<BinaryConstant>();
        ConstantSyntax first = b;
        for (; first is BinaryConstant inner; first = inner.Left)
        {
            chain.Push(inner);
        }

        long value = Evaluate(first);
        foreach (BinaryConstant next in chain)
        {
            value = Apply(next, value, Evaluate(next.Right));
        }

        return value;
    }

    private long Apply(BinaryConstant b, long left, long right)
    {
        if (b.Operator is CToken.Slash or CToken.Percent && right is 0 or -1)
        {
            return right == 0 ? throw file.Error(b.Position, "division by zero") : b.Operator == CToken.Slash ? unchecked(-left) : 0;
        }

        return unchecked(b.Operator switch
        {
            CToken.Star => left * right,
            CToken.Slash => left / right,
            CToken.Percent => left % right,
            CToken.Plus => left + right,
            CToken.Minus => left - right,
            CToken.ShiftLeft => left << (int)right,
            CToken.ShiftRight => left >> (int)right,
            CToken.Ampersand => left & right,
            _ => left | right,
        });
    }

    private long Number(NumberConstant n)
    {
        if (n.Text[0] == '\'')
        {
            return CText.TryCharacter(n.Text, out byte c) ? (sbyte)c : throw file.Error(n.Position, $"not a character: {n.Text}");
        }

        string digits = n.Text.TrimEnd('u', 'U', 'l', 'L');
        bool hex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        ulong value = 0;
        bool good = hex
            ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : digits.Length > 1 && digits[0] == '0'
                ? TryOctal(digits, out value)
                : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return good ? (long)value : throw file.Error(n.Position, $"not a number: {n.Text}");
    }

    private static bool TryOctal(string digits, out ulong value)
    {
        value = 0;
        foreach (char c in digits)
        {
            if (c is < '0' or > '7' || value > ulong.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) + (ulong)(c - '0');
        }

        return true;
    }
}
