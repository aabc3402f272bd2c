using DumpReader.Targets;

namespace Commands.Tests.Language;

/// <summary>The traps of mdb's language that an implementer falls into; each test names one.</summary>
public class TrapTests
{
    private const string Margin = "                ";

    private static readonly ITarget Kernel = SampleDumps.Open("ctx-new");

    [Fact]
    public void Trap_01_percent_divides_signed_hash_rounds_up_and_double_percent_binds_tighter_than_times() =>
        Assert.Equal(["-3", "8", "6", "6: 0 0"], Lines("-7%2=e\n7#4=D\n2*7%%4=K\n6/2X\n"));

    [Fact]
    public void Trap_02_everything_without_a_prefix_is_hexadecimal() =>
        Assert.Equal(["10", "p_user.u_signal[10] = 0"], Lines("10=K\np0::print proc_t p_user.u_signal[10]\n", kernel: true));

    [Fact]
    public void Trap_03_a_bare_expression_before_any_command_does_not_even_set_dot() => Assert.Equal(["0"], Lines("5\n.=X\n"));

    [Fact]
    public void Trap_04_an_unknown_command_stops_its_statement_before_it_runs_but_not_the_one_before() =>
        Assert.Equal(["one"], Lines("::echo one; ::echo two | ::nosuch\n"));

    [Fact]
    public void Trap_05_a_count_is_for_the_first_stage_and_the_increment_of_a_value_is_0() =>
        Assert.Equal(["5 5 5", "1 2"], Lines("5,3=X\n::echo \"1;2\" | =X\n"));

    [Fact]
    public void Trap_06_the_fourth_item_of_a_line_has_no_blanks_behind_it_and_a_lone_one_has() =>
        Assert.Equal(
            Margin + "5               5               5               5\n" + Margin + "5               5               \n" + Margin + "7               \n",
            Stock("5,6=X\n7=X\n").Out);

    [Fact]
    public void Trap_07_the_prefix_of_print_and_of_sizeof_differ() =>
        Assert.Equal(["0x7", "sizeof (long) = 8"], Lines("7::print -i int\n::sizeof long\n", kernel: true));

    [Fact]
    public void Trap_08_a_char_array_is_text_only_where_printable_and_arrays_are_cut_with_dots() =>
        Assert.Equal(
            ["sysname = [ \"SunOS\" ]", "p_user.u_signal = [ 0, 0, ... ]"],
            Lines("utsname::print struct utsname sysname\np0::print -l 2 proc_t p_user.u_signal\n", kernel: true));

    [Fact]
    public void Trap_09_a_path_that_ends_in_index_0_of_a_pointer_member_shows_an_arrow() =>
        Assert.Contains("t_ctx->save_op = vmm_savectx", Lines("fffffe5af5cc8040::print kthread_t t_ctx[0]\n", kernel: true));

    [Fact]
    public void Trap_10_print_moves_dot_to_the_end_of_the_object_so_that_a_count_takes_the_next() =>
        Assert.Equal(["0xfffffe5af00104c0", "0"], Lines("vm_list_head,2::print uintptr_t\n", kernel: true));

    [Fact]
    public void Trap_11_the_text_of_a_stage_is_parsed_as_expressions() =>
        Assert.Equal(["3", "hz: 100"], [.. Lines("::echo 1+2 | =K\n"), .. Lines("::echo hz | /D\n", kernel: true).Skip(1)]);

    [Fact]
    public void Trap_12_a_greater_sign_assigns() => Assert.Equal(["5", "5"], Lines("::echo 5 | ::grep .>4\n<4=K\n"));

    [Fact]
    public void Trap_13_the_count_of_head_is_decimal_and_map_prints_without_prefix() =>
        Assert.Equal(10, Lines("0::array char 20 | ::head -n 10 | ::map .\n", types: true).Length);

    [Fact]
    public void Trap_14_printf_d_of_a_negative_32_bit_member_is_unsigned() =>
        Assert.Equal(["4294966874"], Lines("fffffe5afd9124c4::printf \"%d\\n\" \"union sigval\" sival_int\n", kernel: true));

    [Fact]
    public void Trap_15_an_error_on_the_newline_swallows_the_following_line() =>
        Assert.Equal(["3"], Lines("1 +\n2=K\n3=K\n"));

    [Fact]
    public void Trap_16_the_status_of_e_is_that_of_the_last_command_and_a_read_error_of_a_format_is_none()
    {
        Assert.Equal(0, TestSession.Text("1000/X", TestSession.Stock, target: Kernel).Status);
        Assert.Equal(0, TestSession.Text("1000::dump;::echo ok", TestSession.Stock, target: Kernel).Status);
        Assert.Equal(1, TestSession.Text("::echo ok;1000::dump", TestSession.Stock, target: Kernel).Status);
    }

    [Fact]
    public void Trap_17_the_first_character_of_a_constant_is_the_most_significant() => Assert.Equal(["616263"], Lines("'abc'=X\n"));

    [Fact]
    public void Trap_18_a_pipeline_may_not_read_from_a_macro() =>
        Assert.Contains("macro files cannot be used as input to a pipeline", Stock("$<nosuch | =K\n").Error, StringComparison.Ordinal);

    [Fact]
    public void Trap_19_the_width_of_a_dump_line_s_address_follows_its_range_and_dot_moves_by_the_count() =>
        Assert.Equal(["fffffffffbc0a1b8"], Lines("utsname,20::dump\n.=K\n", kernel: true).TakeLast(1));

    [Fact]
    public void Trap_20_a_name_is_looked_up_before_it_is_a_number() =>
        Assert.Equal(["fffffffffbd20650", "f"], [.. Lines("v=K\n", kernel: true), .. Lines("f=K\n")]);

    [Fact]
    public void Trap_21_a_and_s_ignore_the_left_margin() => Assert.Equal("5:              \nabc\n", Stock("5=a\n'cba'=s\n").Out);

    [Fact]
    public void Trap_22_an_error_discards_the_rest_of_a_string_but_not_of_a_script()
    {
        Assert.Equal(["1"], Compact(TestSession.Text("1=K;1 2=K\n3=K", TestSession.Stock)));
        Assert.Equal(["1", "3"], Lines("1=K;1 2=K\n3=K\n"));
    }

    [Fact]
    public void Trap_23_one_expression_a_line_goes_into_a_pipe()
    {
        Assert.Contains("near \"2\"", Stock("::echo 1 2 3 | =K\n").Error, StringComparison.Ordinal);
        Assert.Equal(["1 2"], Lines("::echo \"1;2\" | =K\n"));
    }

    [Fact]
    public void Trap_24_the_radix_shows_in_map_and_echo_but_not_in_format_letters() =>
        Assert.Equal(["radix = 10 base ten", "31", "10", "1f"], Lines("0t10$d\n::echo $[0x1f]\n0xf::map .-5\n0x1f=K\n"));

    [Fact]
    public void Trap_25_an_enum_of_powers_of_two_prints_hex_and_its_set_with_the_prefix_once() =>
        Assert.Equal(["0x3 (PROC_SEC_{FORBIDNULLMAP|NOEXECSTACK})"], Lines("3::print -i secflag_t\n", kernel: true));

    private static Answer Stock(string script, bool kernel = false) =>
        TestSession.Script(script, TestSession.Stock, null, kernel ? Kernel : null);

    private static string[] Lines(string script, bool kernel = false, bool types = false) =>
        Compact(Stock(types ? "::typedef -c LP64\n" + script : script, kernel));

    private static string[] Compact(Answer answer) => answer.Lines;
}
