namespace Commands.Tests.Dcmds.Kernel;

public class CpuCommandTests
{
    [Fact]
    public void The_CPU_that_panicked_has_the_registers_of_the_dump()
    {
        Assert.Equal(Ask("::regs").Out, Ask("::cpuregs").Out);
        Assert.Equal(Ask("::regs").Out, Ask("panic_cpu::cpuregs").Out);
        Assert.Equal(Ask("$c").Out, Ask("::cpustack").Out);
        Assert.Equal(Ask("$C").Out, Ask("::cpustack -v").Out);
        Assert.Equal(Ask("$c 0").Out, Ask("::cpustack 0").Out);
    }

    [Fact]
    public void A_CPU_that_does_not_exist_is_named()
    {
        Assert.Equal("mdb: no CPU with id 77\n", Ask("::cpuregs -c 0t77").Error);
    }

    [Fact]
    public void Without_a_kernel_there_are_no_CPUs()
    {
        Assert.Equal("mdb: command is not supported by current target\n", TestSession.Text("::cpustack").Error);
    }

    private static Answer Ask(string text) => TestSession.Text(text, target: SampleDumps.Open("ctx-new"));
}
