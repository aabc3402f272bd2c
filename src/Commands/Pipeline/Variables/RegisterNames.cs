namespace Commands.Pipeline;

/// <summary>
/// The registers of amd64 as variables, parts of registers included. Stock mdb has a slip that scripts may rely on: the parts of r9 are
/// those of r8; it is kept under <c>-o stock</c>.
/// </summary>
internal static class RegisterNames
{
    private const string Whole = "rdi rsi rdx rcx r8 r9 rax rbx rbp r10 r11 r12 r13 r14 r15 "
        + "fsbase gsbase ds es fs gs trapno err rip cs rflags rsp ss";

    /// <summary>Makes the variable of each register and each part.</summary>
    /// <param name="registers">Whole registers by name; one that is not there reads 0.</param>
    /// <param name="stock">Keep the slip of stock mdb.</param>
    public static IEnumerable<Variable> All(IReadOnlyDictionary<string, ulong> registers, bool stock)
    {
        foreach (string name in Whole.Split(' '))
        {
            yield return Part(registers, name, name, 0, 64);
        }

        yield return Part(registers, "eflags", "rflags", 0, 32);
        foreach (char letter in "abcd")
        {
            string whole = $"r{letter}x";
            yield return Part(registers, $"e{letter}x", whole, 0, 32);
            yield return Part(registers, $"{letter}x", whole, 0, 16);
            yield return Part(registers, $"{letter}h", whole, 8, 8);
            yield return Part(registers, $"{letter}l", whole, 0, 8);
        }

        foreach (string name in (string[])["si", "di", "bp", "sp"])
        {
            yield return Part(registers, "e" + name, "r" + name, 0, 32);
            yield return Part(registers, name, "r" + name, 0, 16);
            yield return Part(registers, name + "l", "r" + name, 0, 8);
        }

        for (int i = 8; i <= 15; i++)
        {
            string whole = stock && i == 9 ? "r8" : $"r{i}";
            yield return Part(registers, $"r{i}d", whole, 0, 32);
            yield return Part(registers, $"r{i}w", whole, 0, 16);
            yield return Part(registers, $"r{i}l", whole, 0, 8);
        }
    }

    private static Variable Part(IReadOnlyDictionary<string, ulong> registers, string name, string whole, int shift, int bits)
    {
        ulong value = registers.GetValueOrDefault(whole) >> shift;
        ulong part = bits == 64 ? value : value & ((1UL << bits) - 1);
        return new Variable(name, () => part) { IsPersistent = true, IsReadOnly = true };
    }
}
