using System.Numerics;
using Commands.Language;
using CsCheck;

namespace Commands.Tests.Language;

/// <summary>Random expressions against a reference that shares nothing with the evaluator: big integers and its own precedence table.</summary>
public class ExpressionProperties
{
    private static readonly BigInteger Modulus = BigInteger.One << 64;

    /// <summary>An expression with the value it has, null where it has none, and how tightly its outermost operator binds.</summary>
    private sealed record Sample(string Text, BigInteger? Value, int Level);

    private static readonly Gen<ulong> Words = Gen.OneOf(
        Gen.ULong[0, 20], Gen.ULong, Gen.Int[0, 3].Select(i => new[] { 0UL, 1UL, ulong.MaxValue, 1UL << 63 }[i]));

    private static readonly Gen<Sample> Leaves = Gen.OneOf(
        Words.Select(v => new Sample("0x" + v.ToString("x"), v, 9)),
        Words.Select(v => new Sample("0t" + v, v, 9)),
        Words.Select(v => new Sample("0" + v.ToString("X"), v, 9)),
        Gen.Char['a', 'z'].Select(c => new Sample($"'{c}'", (BigInteger)c, 9)),
        Gen.Const(new Sample(".", 0x1000, 9)));

    private static readonly (string Text, int Level, Func<BigInteger, BigInteger, BigInteger?> Apply)[] Operators =
    [
        ("|", 1, (a, b) => a | b),
        ("^", 2, (a, b) => a ^ b),
        ("&", 3, (a, b) => a & b),
        ("==", 4, (a, b) => a == b ? 1 : 0),
        ("!=", 4, (a, b) => a != b ? 1 : 0),
        ("<<", 5, (a, b) => a << (int)(b % 64)),
        (">>", 5, (a, b) => a >> (int)(b % 64)),
        ("+", 6, (a, b) => a + b),
        ("-", 6, (a, b) => a - b),
        ("*", 7, (a, b) => a * b),
        ("%", 7, Quotient),
        ("#", 7, (a, b) => Quotient(Wrap(a + b - 1), b) * b),
        ("%%", 8, (a, b) => b.IsZero ? null : a % b),
    ];

    private static readonly Gen<Sample> Expressions = Gen.Recursive<Sample>((depth, self) => depth > 5
        ? Leaves
        : Gen.Frequency(
            (2, Leaves),
            (5, Gen.Select(self, self, Gen.Int[0, Operators.Length - 1], (left, right, i) => Join(left, right, i))),
            (2, Gen.Select(self, Gen.Int[0, 2].Select(i => "-~#"[i]), (operand, op) => Prefix(operand, op)))));

    [Fact]
    public void Value_is_that_of_an_independent_reference() => Expressions.Sample(
        sample =>
        {
            StatementSyntax statement = Grammar.ParseStatement(new FakeContext().Read(sample.Text + "\n"));
            ulong? value = null;
            try
            {
                value = Evaluator.Evaluate(statement.Address!, new CountingContext());
            }
            catch (LanguageException)
            {
                // No value: the reference must have none either.
            }

            return value == (ulong?)sample.Value && (sample.Value is null || statement.Unexpected is null);
        },
        iter: 20_000);

    private static Sample Join(Sample left, Sample right, int index)
    {
        (string op, int level, Func<BigInteger, BigInteger, BigInteger?> apply) = Operators[index];
        string l = left.Level < level ? $"({left.Text})" : left.Text;
        string r = right.Level <= level ? $"( {right.Text} )" : right.Text;
        BigInteger? value = left.Value is { } a && right.Value is { } b && apply(a, b) is { } result ? Wrap(result) : null;
        return new Sample($"{l} {op} {r}", value, level);
    }

    private static Sample Prefix(Sample operand, char op)
    {
        string text = operand.Level < 9 ? $"({operand.Text})" : operand.Text;
        BigInteger? value = operand.Value is not { } v ? null : op switch { '-' => Wrap(-v), '~' => Modulus - 1 - v, _ => v.IsZero ? 1 : 0 };
        return new Sample(op + text, value, 9);
    }

    private static BigInteger? Quotient(BigInteger a, BigInteger b)
    {
        if (b.IsZero)
        {
            return null;
        }

        BigInteger quotient = BigInteger.Divide(Signed(a), Signed(b));
        return quotient == Modulus / 2 ? null : quotient;
    }

    private static BigInteger Signed(BigInteger word) => word >= Modulus / 2 ? word - Modulus : word;

    private static BigInteger Wrap(BigInteger value)
    {
        BigInteger rest = value % Modulus;
        return rest.Sign < 0 ? rest + Modulus : rest;
    }
}
